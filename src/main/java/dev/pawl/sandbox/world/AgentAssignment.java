package dev.pawl.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * With what wishes an agent was assigned. Source:
 * https://docs.github.com/en/copilot/how-tos/use-copilot-agents/cloud-agent/start-copilot-sessions#using-the-rest-api.
 *
 * @param targetRepo owner/name where it is to work; null: where the issue is
 * @param baseBranch null: the default branch
 */
public record AgentAssignment(
    @Nullable String targetRepo,
    @Nullable String baseBranch,
    @Nullable String customInstructions,
    @Nullable String customAgent,
    @Nullable String model) {}
