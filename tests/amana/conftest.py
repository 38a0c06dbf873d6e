"""The fixtures of the command's tests."""

from command import corpus as corpus
from command import fake_stages as fake_stages
