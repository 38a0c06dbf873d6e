"""The recipe that trained the bundled model. Nothing else imports it; its dependencies are the extra `training`."""
