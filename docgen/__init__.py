"""docgen: one YAML file about an industrial-technology alliance in, every paper of its programme out."""

__version__ = "0.1.0"
