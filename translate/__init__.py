"""Translation: normalisation, sentence splitting, MarianMT, translation memory, the bundled model."""
