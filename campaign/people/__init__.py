"""What is held about a contact, wherever it is: shown to them who asks, erased when they ask or its time is past."""
