package dev.pawl.sandbox.world;

import java.util.List;

/** Paths by which one commit differs from its first parent. */
public record GitChange(List<String> added, List<String> removed, List<String> modified) {}
