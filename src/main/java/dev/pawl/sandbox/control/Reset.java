package dev.pawl.sandbox.control;

import dev.pawl.sandbox.access.RateLimits;
import dev.pawl.sandbox.fault.Faults;
import dev.pawl.sandbox.hook.Courier;
import dev.pawl.sandbox.hook.DeliveryLog;
import dev.pawl.sandbox.http.RequestLog;
import dev.pawl.sandbox.world.Rows;
import dev.pawl.sandbox.world.World;

/** Empties everything but the App's identity; ids go on, so that nothing old is met again. */
public record Reset(
    World world,
    Courier courier,
    DeliveryLog deliveries,
    Faults faults,
    RateLimits limits,
    RequestLog requests) {
  void run() {
    Rows fresh = new Rows();
    fresh.app = world.rows().app;
    fresh.privateKey = world.rows().privateKey;
    fresh.lastId = world.rows().lastId;
    world.timers.clear();
    courier.clear();
    world.git.clear();
    world.replace(fresh);
    deliveries.clear();
    faults.clear();
    limits.clear();
    requests.clear();
  }
}
