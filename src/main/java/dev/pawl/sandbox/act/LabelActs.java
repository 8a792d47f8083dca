package dev.pawl.sandbox.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.hook.Hooks;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Actor;
import dev.pawl.sandbox.world.Issue;
import dev.pawl.sandbox.world.Label;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import org.jspecify.annotations.Nullable;

/**
 * What happens to labels. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#label.
 */
public final class LabelActs {
  private final World world;
  private final Shapes shapes;
  private final Hooks hooks;

  public LabelActs(World world, Shapes shapes, Hooks hooks) {
    this.world = world;
    this.shapes = shapes;
    this.hooks = hooks;
  }

  public Label create(
      Repository repository,
      Actor by,
      String name,
      @Nullable String color,
      @Nullable String description) {
    Label label = new Label();
    label.id = world.nextId();
    label.name = name;
    if (color != null) label.color = color;
    label.description = description;
    repository.labels.put(label.id, label);
    world.changed();
    tell(repository, label, by, "created");
    return label;
  }

  /** The label of that name; an issue that asks for one that is missing makes it. */
  Label named(Repository repository, Actor by, String name) {
    Label label = repository.label(name);
    return label == null ? create(repository, by, name, null, null) : label;
  }

  public void edit(
      Repository repository,
      Label label,
      Actor by,
      @Nullable String name,
      @Nullable String color,
      @Nullable String description) {
    ObjectNode changes = Json.object();
    if (name != null && !name.equals(label.name)) {
      changes.set("name", Json.object("from", label.name));
      label.name = name;
    }
    if (color != null && !color.equals(label.color)) {
      changes.set("color", Json.object("from", label.color));
      label.color = color;
    }
    if (description != null && !description.equals(label.description)) {
      changes.set(
          "description", Json.object("from", label.description == null ? "" : label.description));
      label.description = description;
    }
    if (changes.isEmpty()) return;
    world.changed();
    hooks.tell(
        "label",
        "edited",
        repository,
        by.account(),
        "label",
        shapes.issues.label(repository, label),
        "changes",
        changes);
  }

  public void delete(Repository repository, Label label, Actor by) {
    repository.labels.remove(label.id);
    for (Issue issue : repository.issues.values()) issue.labels.remove(label.id);
    world.changed();
    tell(repository, label, by, "deleted");
  }

  private void tell(Repository repository, Label label, Actor by, String action) {
    hooks.tell(
        "label", action, repository, by.account(), "label", shapes.issues.label(repository, label));
  }
}
