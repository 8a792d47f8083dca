package dev.pawl.system;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A broker in KRaft mode as a process of its own, over a folder that it goes on with: arguments are
 * its port, its controller's port and the folder. It ends with whoever started it.
 */
final class KafkaBrokerMain {
  private static final String CLUSTER = "cGF3bC10ZXN0cy1rYWZrYQ";

  private KafkaBrokerMain() {}

  public static void main(String[] arguments) throws IOException {
    new EmbeddedKafkaBroker()
        .withKafkaPort(Integer.parseInt(arguments[0]))
        .withControllerPort(Integer.parseInt(arguments[1]))
        .withKafkaHost("127.0.0.1")
        .withDeleteLogDirsOnClose(false)
        .withClusterId(CLUSTER)
        .withAdditionalProperties(
            properties -> {
              properties.put("auto.create.topics.enable", "false");
              properties.put("log.dirs", arguments[2]);
            })
        .start();
    // Its standard input is a pipe from whoever started it, and ends with that process.
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }
}
