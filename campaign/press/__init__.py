"""The press kit: a common framework of blocks, local versions of it, figures with their source, approved quotes."""
