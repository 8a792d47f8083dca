package dev.pawl.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A machine on which only what is installed here is there: a home of its own, a path with the plain
 * tools of every Unix, made-up JDKs and Mavens, and an archive on loopback to download from.
 */
final class BareMachine implements AutoCloseable {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "env",
          "cat",
          "cp",
          "sed",
          "head",
          "sort",
          "cut",
          "mktemp",
          "mkdir",
          "mv",
          "rm",
          "ls",
          "chmod",
          "dirname",
          "readlink",
          "sha512sum",
          "shasum",
          "curl",
          "wget",
          "unzip",
          "uname");

  private final Path folder;
  private final Path tools;
  private final HttpServer archive;
  private final AtomicInteger downloads = new AtomicInteger();
  private final Map<String, String> environment = new TreeMap<>();
  private final Path zip;

  /** How a run ended and all that it said. */
  record Run(int exit, String output) {}

  BareMachine(Path folder) throws Exception {
    this.folder = folder;
    String version = pinnedVersion();
    byte[] content = maven(version);
    zip = Files.write(folder.resolve("maven.zip"), content);
    archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String path = "/" + version + "/binaries/apache-maven-" + version + "-bin.zip";
    archive.createContext("/", exchange -> answer(exchange, path, content));
    archive.start();
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      link(tool);
    }
    set("PATH", tools.toString());
    set("HOME", Files.createDirectories(folder.resolve("home")).toString());
    set("PAWL_MAVEN_ARCHIVE", archive());
    set("PAWL_MAVEN_SHA512", sha512(content));
    set("PAWL_JDK_FOLDERS", folder.toRealPath().resolve("jdks") + "/*");
  }

  private void answer(HttpExchange exchange, String path, byte[] content) throws IOException {
    boolean known = exchange.getRequestURI().getPath().equals(path);
    if (known) {
      downloads.incrementAndGet();
    }
    try (exchange) {
      exchange.sendResponseHeaders(known ? 200 : 404, known ? content.length : -1);
      if (known) {
        exchange.getResponseBody().write(content);
      }
    }
  }

  String archive() {
    return "http://127.0.0.1:" + archive.getAddress().getPort();
  }

  int downloads() {
    return downloads.get();
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  /** Puts a folder before all others. */
  void onPath(Path bin) {
    environment.merge("PATH", bin.toString(), (old, added) -> added + File.pathSeparator + old);
  }

  void uninstall(String... names) throws IOException {
    for (String name : names) {
      Files.deleteIfExists(tools.resolve(name));
    }
  }

  /** A JDK that tells its version; its jar and jshell are those of the JDK that runs the tests. */
  Path installJdk(String name, int version) throws IOException {
    Path home = folder.toRealPath().resolve(name);
    script(home.resolve("bin/java"), "echo 'openjdk version \"" + version + ".0.1\"' >&2");
    script(home.resolve("bin/javac"), "echo 'javac " + version + ".0.1'");
    for (String tool : List.of("jar", "jshell")) {
      script(
          home.resolve("bin").resolve(tool),
          "exec '" + Path.of(System.getProperty("java.home"), "bin", tool) + "' \"$@\"");
    }
    return home;
  }

  /** A Maven that tells its version, and what it is asked to do; gives its folder of commands. */
  Path installMaven(String version, String name) throws IOException {
    Path bin = folder.resolve(name).resolve("bin");
    script(bin.resolve("mvn"), mavenScript(version, name));
    return bin;
  }

  private String mavenScript(String version, String name) {
    return """
        if [ "$1" = -version ]; then echo 'Apache Maven %1$s (made up)'; exit; fi
        if [ "$1" = fail ]; then exit 7; fi
        echo "%2$s maven runs: $(printf '[%%s]' "$@") with java $JAVA_HOME"
        for argument in "$@"; do
          case $argument in
            -DoutputDirectory=*) cp '%3$s' "${argument#*=}/apache-maven-%4$s-bin.zip" ;;
          esac
        done
        """
        .formatted(version, name, zip, pinnedVersion());
  }

  /** What the script keeps between two runs. */
  List<String> kept() throws IOException {
    Path cache = folder.resolve("home/.cache/pawl/maven");
    if (!Files.isDirectory(cache)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(cache)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  Run mvnw(String... arguments) throws Exception {
    Path output = Files.createTempFile(folder, "run", ".txt");
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(Path.of("mvnw").toAbsolutePath().toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("mvnw did not end: " + Files.readString(output));
    }
    return new Run(process.exitValue(), Files.readString(output));
  }

  @Override
  public void close() throws IOException {
    archive.stop(0);
    // Links out of a temporary folder are complained about when it is emptied.
    uninstall(TOOLS.toArray(String[]::new));
  }

  private void link(String tool) throws IOException {
    for (String place : System.getenv("PATH").split(File.pathSeparator)) {
      Path found = Path.of(place, tool);
      if (Files.isExecutable(found)) {
        Files.createSymbolicLink(tools.resolve(tool), found.toAbsolutePath());
        return;
      }
    }
  }

  private byte[] maven(String version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("apache-maven-" + version + "/bin/mvn"));
      String text = "#!/bin/sh\nprintf 'fetched maven runs: '; printf '[%s]' \"$@\"\n";
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static String pinnedVersion() {
    try {
      Matcher matcher =
          Pattern.compile("(?m)^MAVEN_VERSION=(.+)$").matcher(Files.readString(Path.of("mvnw")));
      if (matcher.find()) {
        return matcher.group(1);
      }
      throw new IllegalStateException("mvnw pins no version");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String sha512(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(content));
  }
}
