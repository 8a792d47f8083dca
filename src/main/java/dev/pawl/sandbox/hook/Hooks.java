package dev.pawl.sandbox.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.sandbox.shape.Json;
import dev.pawl.sandbox.shape.Shapes;
import dev.pawl.sandbox.world.Account;
import dev.pawl.sandbox.world.Installation;
import dev.pawl.sandbox.world.Repository;
import dev.pawl.sandbox.world.World;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what happened to whoever listens. Source:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads.
 */
public final class Hooks {
  private final World world;
  private final Shapes shapes;
  private final DeliveryLog log;
  private final Courier courier;

  /** Hears of everything that happens, told or not, installed or not; under the world's lock. */
  public interface Listener {
    /** {@code parts} are names and values of the event's payload in turn. */
    void heard(
        String event,
        @Nullable String action,
        Repository repository,
        Account sender,
        @Nullable Object[] parts);
  }

  private Listener listener = (event, action, repository, sender, parts) -> {};

  /** Off while a control call changes the world without telling. */
  private boolean told = true;

  public Hooks(World world, Shapes shapes, DeliveryLog log, Courier courier) {
    this.world = world;
    this.shapes = shapes;
    this.log = log;
    this.courier = courier;
  }

  public void listen(Listener who) {
    listener = who;
  }

  /** Does something with or without a webhook; under the world's lock. */
  public void silently(boolean silent, Runnable change) {
    boolean before = told;
    told = !silent;
    try {
      change.run();
    } finally {
      told = before;
    }
  }

  /** Tells every installation that covers the repository, is not suspended and subscribes. */
  public void tell(
      String event,
      @Nullable String action,
      Repository repository,
      Account sender,
      @Nullable Object... parts) {
    for (Installation installation : world.installationsOf(repository))
      tell(installation, event, action, repository, sender, parts);
    listener.heard(event, action, repository, sender, parts);
  }

  /** Tells one installation, also of a repository that it no longer covers. */
  public void tell(
      Installation installation,
      String event,
      @Nullable String action,
      Repository repository,
      Account sender,
      @Nullable Object... parts) {
    if (!told || installation.suspendedAt != null || !installation.events.contains(event)) return;
    ObjectNode payload = Json.object();
    if (action != null) payload.put("action", action);
    payload.setAll(Json.object(parts));
    if (!payload.has("repository"))
      payload.set("repository", shapes.repositories.basic(repository));
    Account owner = world.account(repository.owner);
    if (owner.type == Account.Type.Organization)
      payload.set("organization", shapes.users.organization(owner));
    payload.set("sender", shapes.users.simple(sender));
    payload.set("installation", shapes.apps.reference(installation));
    send(event, action, installation.id, repository.id, Json.text(payload));
  }

  /** Tells of the installation itself; a suspended one is told of too. */
  public void tellInstallation(
      String event,
      String action,
      Installation installation,
      Account sender,
      @Nullable Object... parts) {
    if (!told) return;
    ObjectNode payload =
        Json.object("action", action, "installation", shapes.apps.installation(installation));
    payload.setAll(Json.object(parts));
    payload.set("sender", shapes.users.simple(sender));
    send(event, action, installation.id, null, Json.text(payload));
  }

  /** What GitHub sends when a webhook is set up. */
  public void ping() {
    String now = Json.time(world.now());
    long id = world.app().id() + 1;
    ObjectNode payload =
        Json.object(
            "zen",
            "Keep it logically awesome.",
            "hook_id",
            id,
            "hook",
            Json.object(
                "type",
                "App",
                "id",
                id,
                "name",
                "web",
                "active",
                true,
                "events",
                world.app().events(),
                "config",
                Json.object(
                    "content_type", "json",
                    "insecure_ssl", "0",
                    "secret", "********",
                    "url", String.valueOf(courier.target().url())),
                "updated_at",
                now,
                "created_at",
                now,
                "app_id",
                world.app().id(),
                "deliveries_url",
                shapes.base + "/app/hook/deliveries"));
    send("ping", null, null, null, Json.text(payload));
  }

  /** Sends any payload under any GUID. */
  public String raw(String event, String payload, @Nullable String guid) {
    ObjectNode parsed;
    try {
      parsed = (ObjectNode) Json.MAPPER.readTree(payload);
    } catch (com.fasterxml.jackson.core.JsonProcessingException | ClassCastException e) {
      parsed = Json.object();
    }
    String name = guid == null ? UUID.randomUUID().toString() : guid;
    courier.send(
        Delivery.planned(
            log.nextId(),
            name,
            event,
            Json.text(parsed, "action"),
            parsed.path("installation").has("id")
                ? parsed.path("installation").get("id").asLong()
                : null,
            parsed.path("repository").has("id")
                ? parsed.path("repository").get("id").asLong()
                : null,
            payload,
            false));
    return name;
  }

  /** The same GUID and payload once more. */
  public void redeliver(Delivery delivery) {
    courier.send(delivery.again(log.nextId(), true));
  }

  private void send(
      String event,
      @Nullable String action,
      @Nullable Long installation,
      @Nullable Long repository,
      String payload) {
    String guid = UUID.randomUUID().toString();
    courier.send(
        Delivery.planned(
            log.nextId(), guid, event, action, installation, repository, payload, false));
  }
}
