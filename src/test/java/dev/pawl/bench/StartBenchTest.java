package dev.pawl.bench;

import dev.pawl.store.DatabaseAddress;
import dev.pawl.testing.PawlProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From the start of the process until it takes deliveries. */
class StartBenchTest extends BenchStory {
  @Test
  void startToReady() throws IOException {
    DatabaseAddress database = database();
    run(pawl(database)).stop();
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      PawlProcess pawl = run(pawl(database));
      seconds.add((System.nanoTime() - begin) / 1e9);
      pawl.stop();
    }
    Collections.sort(seconds);
    report(
        "start to ready, the database exists",
        "≤ 6 s",
        "median %.1f s of five (%.1f to %.1f)",
        seconds.get(2),
        seconds.getFirst(),
        seconds.getLast());

    PawlProcess.Start start = pawl(database);
    TreeMap<String, String> environment = new TreeMap<>(start.environment());
    environment.remove("PAWL_DATABASE_URL");
    environment.put("PAWL_DATA_DIR", Files.createTempDirectory("pawl-start").toString());
    long begin = System.nanoTime();
    PawlProcess first = run(new PawlProcess.Start(environment, start.properties()));
    report(
        "the very first start, with an embedded PostgreSQL to set up",
        "stated",
        "%.1f s",
        (System.nanoTime() - begin) / 1e9);
    first.stop();
  }
}
