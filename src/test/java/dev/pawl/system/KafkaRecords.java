package dev.pawl.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Looks into the topic of wake-ups from outside, and puts some in. */
final class KafkaRecords {
  private static final String TOPIC = "pawl-lanes";
  private static final String GROUP = "pawl";

  private final String servers;

  KafkaRecords(String servers) {
    this.servers = servers;
  }

  /** Whether a broker answers there. */
  static boolean answers(String servers) throws InterruptedException {
    try (Admin admin = admin(servers)) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    }
  }

  /** How many there are. */
  long count() {
    try (KafkaConsumer<String, String> consumer = consumer()) {
      return ends(consumer).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** All there are, those of each partition in their order. */
  List<ConsumerRecord<String, String>> all() {
    try (KafkaConsumer<String, String> consumer = consumer()) {
      Map<TopicPartition, Long> ends = ends(consumer);
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** Wakes each of these lanes so many times. */
  void wake(Collection<String> lanes, int times) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < times; i++) {
        for (String lane : lanes) {
          producer.send(new ProducerRecord<>(TOPIC, lane, lane));
        }
      }
      producer.flush();
    }
  }

  /** Whether Pawl's replicas have taken all there are, as far as they have said so. */
  boolean taken() throws ExecutionException, InterruptedException, TimeoutException {
    try (Admin admin = admin(servers);
        KafkaConsumer<String, String> consumer = consumer()) {
      Map<TopicPartition, OffsetAndMetadata> said =
          admin
              .listConsumerGroupOffsets(GROUP)
              .partitionsToOffsetAndMetadata()
              .get(5, TimeUnit.SECONDS);
      return ends(consumer).entrySet().stream()
          .filter(end -> end.getValue() > 0)
          .allMatch(
              end ->
                  said.get(end.getKey()) != null
                      && said.get(end.getKey()).offset() >= end.getValue());
    }
  }

  private static Map<TopicPartition, Long> ends(KafkaConsumer<String, String> consumer) {
    return consumer.endOffsets(
        consumer.partitionsFor(TOPIC).stream()
            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
            .toList());
  }

  private static Admin admin(String servers) {
    return Admin.create(
        Map.of(
            "bootstrap.servers",
            servers,
            "request.timeout.ms",
            "2000",
            "default.api.timeout.ms",
            "2000"));
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", servers), new StringDeserializer(), new StringDeserializer());
  }
}
