"""The craft of messages: composing one, and handing it to a relay or a folder. It knows no topic."""
