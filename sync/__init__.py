"""How data enters: connectors, file importers, the engine that pulls, the sandbox shop."""
