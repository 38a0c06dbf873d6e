"""The recipe that trained the bundled model. Nothing else imports it; its dependencies are the extra `training`.

In the order of the data: config (mix.toml), cleaning, prepare, vocabulary, swapping, batches, model, schedule, train,
checkpoints, averaging, export, decoding, evaluate, card. docs/training.md tells how to run it.
"""
