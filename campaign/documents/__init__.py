"""The craft of paper: PDF from plain inputs. It knows no topic, no database, no clock."""
