package dev.pawl.sandbox.rest;

import dev.pawl.sandbox.access.Access;
import dev.pawl.sandbox.access.Need;
import dev.pawl.sandbox.act.LabelActs;
import dev.pawl.sandbox.http.Answer;
import dev.pawl.sandbox.http.ApiError;
import dev.pawl.sandbox.http.Call;
import dev.pawl.sandbox.http.Routes;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Label;
import java.util.List;

/** Labels. Source: https://docs.github.com/en/rest/issues/labels. */
public final class LabelEndpoints {
  private final Shapes shapes;
  private final Access access;
  private final LabelActs acts;

  public LabelEndpoints(Shapes shapes, Access access, LabelActs acts) {
    this.shapes = shapes;
    this.access = access;
    this.acts = acts;
  }

  public void register(Routes routes) {
    String labels = "/repos/{owner}/{repo}/labels";
    routes
        .add("GET", labels, Need.read("issues"), this::list)
        .add("POST", labels, Need.write("issues"), this::create)
        .add("GET", labels + "/{name}", Need.read("issues"), this::get)
        .add("PATCH", labels + "/{name}", Need.write("issues"), this::edit)
        .add("DELETE", labels + "/{name}", Need.write("issues"), this::delete);
  }

  private Answer list(Call call) {
    return Pages.of(
        call,
        List.copyOf(call.repository().labels.values()),
        label -> shapes.issues.label(call.repository(), label));
  }

  private Answer create(Call call) {
    requireTriage(call);
    String name = call.required("Label", "name");
    String color = call.text("color");
    if (color != null && !color.matches("[0-9a-fA-F]{6}"))
      throw ApiError.invalid("Label", "color", "invalid", color);
    if (call.repository().label(name) != null)
      throw ApiError.invalid("Label", "name", "already_exists", null);
    Label label =
        acts.create(
            call.repository(), access.actor(call.caller()), name, color, call.text("description"));
    var shape = shapes.issues.label(call.repository(), label);
    return Answer.created(shape).header("Location", shape.get("url").asText());
  }

  private Answer get(Call call) {
    return Answer.ok(shapes.issues.label(call.repository(), find(call)));
  }

  private Answer edit(Call call) {
    requireTriage(call);
    Label label = find(call);
    acts.edit(
        call.repository(),
        label,
        access.actor(call.caller()),
        call.text("new_name"),
        call.text("color"),
        call.text("description"));
    return Answer.ok(shapes.issues.label(call.repository(), label));
  }

  private Answer delete(Call call) {
    requireTriage(call);
    acts.delete(call.repository(), find(call), access.actor(call.caller()));
    return Answer.empty(204);
  }

  private void requireTriage(Call call) {
    if (!access.triages(call.caller(), call.repository()))
      throw ApiError.of(403, "Must have push access to repository");
  }

  private static Label find(Call call) {
    Label label = call.repository().label(call.param("name"));
    if (label == null) throw ApiError.notFound();
    return label;
  }
}
