"""What shops and animators lived, told part by part on their link or to an agent: unknown is never zero."""
