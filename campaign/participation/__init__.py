"""Who is invited, who answers what: invitations, answers, activities, needs, and suggested corrections of sheets."""
