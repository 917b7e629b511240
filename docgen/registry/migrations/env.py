"""Alembic's way into the register: it works on the connection that the register gives it, within its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
