"""What leaves for shops and partners: the steps of an edition, their texts, letters, calls, bounces."""
