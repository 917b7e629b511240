"""``python -m docgen``: the same as the command ``docgen``."""

from docgen.cli import main

if __name__ == "__main__":
    main(prog_name="docgen")
