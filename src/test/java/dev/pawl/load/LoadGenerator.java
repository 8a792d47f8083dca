package dev.pawl.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends deliveries over kept-alive connections with blocking sockets. In a closed loop on virtual
 * threads: no more threads of the system's than there are cores, since generator, Pawl and
 * PostgreSQL share them. In an open loop each on a thread of its own, so that it is there in time.
 *
 * <p>Closed loop: the next goes out when the last is answered; it shows the most that is borne.
 * Open loop: each goes out at its own time, however slow the answers are, and is late by what it
 * had to wait; so a stall counts for all that it held up.
 */
public final class LoadGenerator {
  private static final long SIGNIFICANT_DIGITS = 3;

  private final InetSocketAddress target;
  private final List<Prepared> deliveries;

  public LoadGenerator(int port, List<Prepared> deliveries) {
    this.target = new InetSocketAddress("127.0.0.1", port);
    this.deliveries = deliveries;
  }

  /**
   * What came of it.
   *
   * @param acknowledged answers of success: 202 by Pawl, 200 by Probot
   * @param refusals other answers by their status; 0 for connections that broke
   * @param latency microseconds
   */
  public record Result(
      long acknowledged, Map<Integer, Long> refusals, double seconds, Histogram latency) {
    /** Other answers, and connections that broke. */
    public long refused() {
      return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    public double perSecond() {
      return acknowledged / seconds;
    }

    public double milliseconds(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  /** The most that so many connections get through. */
  public Result closed(int connections, Duration duration) {
    return run(connections, duration, 0);
  }

  /** A steady rate, over so many connections. */
  public Result open(int connections, double perSecond, Duration duration) {
    return run(connections, duration, perSecond);
  }

  private Result run(int connections, Duration duration, double perSecond) {
    long begin = System.nanoTime() + 50_000_000;
    long end = begin + duration.toNanos();
    double interval = perSecond == 0 ? 0 : 1e9 * connections / perSecond;
    List<Future<Connection>> running = new ArrayList<>();
    Histogram latency = histogram();
    long acknowledged = 0;
    Map<Integer, Long> refusals = new TreeMap<>();
    try (var threads =
        interval == 0
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < connections; i++) {
        Connection connection = new Connection(i);
        double first = begin + interval * i / connections;
        running.add(
            threads.submit(
                () -> {
                  connection.run(first, interval, end);
                  return connection;
                }));
      }
      for (Future<Connection> one : running) {
        Connection done = one.get();
        latency.add(done.latency);
        acknowledged += done.acknowledged;
        done.refusals.forEach((status, times) -> refusals.merge(status, times, Long::sum));
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
    return new Result(acknowledged, refusals, (System.nanoTime() - begin) / 1e9, latency);
  }

  private static Histogram histogram() {
    return new Histogram(60_000_000L, (int) SIGNIFICANT_DIGITS);
  }

  /** One connection and what it has seen. */
  private final class Connection {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private final SplittableRandom random;
    private final Histogram latency = histogram();
    private final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
    private long acknowledged;
    private final Map<Integer, Long> refusals = new HashMap<>();

    Connection(int number) {
      this.random = new SplittableRandom(System.nanoTime() ^ (number * 0x9E3779B97F4A7C15L));
    }

    void run(double first, double interval, long end) {
      double next = first;
      while (System.nanoTime() < end) {
        try (SocketChannel channel = SocketChannel.open(target)) {
          channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
          while (System.nanoTime() < end) {
            long due = interval == 0 ? System.nanoTime() : (long) next;
            if (due >= end) {
              return;
            }
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
              LockSupport.parkNanos(early);
            }
            next += interval;
            int status = exchange(channel);
            if (status / 100 == 2) {
              acknowledged++;
              latency.recordValue((System.nanoTime() - due) / 1000);
            } else {
              refusals.merge(status, 1L, Long::sum);
            }
          }
        } catch (IOException broken) {
          refusals.merge(0, 1L, Long::sum);
          LockSupport.parkNanos(10_000_000);
        }
      }
    }

    private int exchange(SocketChannel channel) throws IOException {
      Prepared delivery = deliveries.get(random.nextInt(deliveries.size()));
      byte[] guid = (Prepared.guid(random) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      ByteBuffer[] parts = {
        ByteBuffer.wrap(delivery.head()), ByteBuffer.wrap(guid), ByteBuffer.wrap(delivery.body())
      };
      while (parts[2].hasRemaining()) {
        channel.write(parts);
      }
      return status(channel);
    }

    /** Reads one whole answer. */
    private int status(SocketChannel channel) throws IOException {
      answer.clear();
      int head = -1;
      while (head < 0) {
        if (channel.read(answer) < 0) {
          throw new IOException("closed");
        }
        head = endOfHead();
      }
      String text = new String(answer.array(), 0, head, StandardCharsets.US_ASCII);
      int length = 0;
      int field = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
      if (field >= 0) {
        int from = field + "content-length:".length();
        int to = text.indexOf('\r', from);
        length = Integer.parseInt(text.substring(from, to < 0 ? text.length() : to).trim());
      }
      int whole = head + END.length + length;
      while (answer.position() < whole) {
        if (channel.read(answer) < 0) {
          throw new IOException("closed");
        }
      }
      return Integer.parseInt(text.substring(9, 12));
    }

    private int endOfHead() {
      for (int i = 0; i + END.length <= answer.position(); i++) {
        if (answer.get(i) == '\r'
            && answer.get(i + 1) == '\n'
            && answer.get(i + 2) == '\r'
            && answer.get(i + 3) == '\n') {
          return i;
        }
      }
      return -1;
    }
  }
}
