package dev.pawl.lane;

import dev.pawl.store.ComponentCheck;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries wake-ups over Kafka where several replicas share the work: the record's key is the lane,
 * so that the wake-ups of one lane go to one replica as long as it lives.
 *
 * <p>PostgreSQL stays the truth. Nothing waits for the broker, and whatever it loses, repeats or
 * delays is found by the sweep within a second; so nothing is ever sent anew.
 */
@ApplicationScoped
public class KafkaWakeUps implements ComponentCheck {
  private static final Logger LOG = Logger.getLogger(KafkaWakeUps.class);
  private static final String OUT = "mp.messaging.outgoing.lanes-out.";
  private static final String IN = "mp.messaging.incoming.lanes-in.";
  private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
  private static final int PATIENCE_SECONDS = 5;

  private final Optional<String> servers;
  private final String topic;
  private final int partitions;
  private volatile boolean there;

  KafkaWakeUps(
      @ConfigProperty(name = "pawl.kafka.bootstrap-servers") Optional<String> servers,
      @ConfigProperty(name = "pawl.kafka.topic", defaultValue = "pawl-lanes") String topic,
      @ConfigProperty(name = "pawl.kafka.partitions", defaultValue = "32") int partitions) {
    this.servers = servers;
    this.topic = topic;
    this.partitions = partitions;
  }

  /** What turns both ends of the channel over to Kafka. */
  public static Map<String, String> channels(String servers, String topic) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(CONNECTOR + "bootstrap.servers", servers);
    Map.of(
            "connector", "smallrye-kafka",
            "topic", topic,
            "health-enabled", "false")
        .forEach(
            (name, value) -> {
              settings.put(OUT + name, value);
              settings.put(IN + name, value);
            });
    Map.of(
            "key.serializer", StringSerializer.class.getName(),
            "value.serializer", StringSerializer.class.getName(),
            "acks", "1",
            "retries", "0",
            "linger.ms", "0",
            "max.block.ms", "500",
            "request.timeout.ms", "2000",
            "delivery.timeout.ms", "3000",
            "waitForWriteCompletion", "false")
        .forEach((name, value) -> settings.put(OUT + name, value));
    Map.of(
            "key.deserializer", StringDeserializer.class.getName(),
            "value.deserializer", StringDeserializer.class.getName(),
            "group.id", "pawl",
            // What was said while nobody listened is found by the sweep.
            "auto.offset.reset", "latest",
            "enable.auto.commit", "true",
            "commit-strategy", "ignore",
            "failure-strategy", "ignore",
            "allow.auto.create.topics", "false",
            "metadata.max.age.ms", "5000",
            "session.timeout.ms", "10000")
        .forEach((name, value) -> settings.put(IN + name, value));
    return settings;
  }

  /** Makes the topic with enough partitions for several replicas, unless it is there. */
  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void makeTopic() {
    if (there || servers.isEmpty()) {
      return;
    }
    try (Admin admin = admin(servers.get())) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      there = true;
    } catch (ExecutionException refused) {
      there = refused.getCause() instanceof TopicExistsException;
      if (!there) {
        LOG.warnf("the topic %s could not be made: %s", topic, refused.getMessage());
      }
    } catch (TimeoutException away) {
      LOG.warnf("Kafka does not answer; lanes are woken by the sweep, within a second");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String component() {
    return "wake-ups";
  }

  @Override
  public Finding check() {
    if (servers.isEmpty()) {
      return Finding.works("They stay within each process.");
    }
    try (Admin admin = admin(servers.get())) {
      int brokers = admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).size();
      return Finding.works("They go over Kafka, " + brokers + " brokers answer.");
    } catch (ExecutionException | TimeoutException away) {
      // It may come back without the topic.
      there = false;
      return Finding.fails("Kafka does not answer; lanes are found within a second all the same.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Finding.fails("stopped while asking Kafka");
    }
  }

  /** Asks with the same settings as the channel itself, such as those of TLS. */
  private static Admin admin(String servers) {
    Map<String, Object> settings = new HashMap<>();
    Config config = ConfigProvider.getConfig();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(CONNECTOR)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> settings.put(name.substring(CONNECTOR.length()), value));
      }
    }
    settings.put("bootstrap.servers", servers);
    settings.put("request.timeout.ms", "3000");
    settings.put("default.api.timeout.ms", "4000");
    return Admin.create(settings);
  }
}
