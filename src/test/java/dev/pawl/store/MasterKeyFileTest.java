package dev.pawl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {
  @TempDir Path folder;

  @Test
  void isMadeOnceForItsOwnerOnly() throws IOException {
    Path data = folder.resolve("not/there/yet");
    Path file = MasterKeyFile.in(data);
    String text = Files.readString(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKeyFile.read(file).name()).hasSize(8);
    assertThat(MasterKeyFile.in(data)).isEqualTo(file);
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThat(Files.readString(MasterKeyFile.in(folder))).isNotEqualTo(text);
    try (var files = Files.list(data)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
  void whatOthersMayReadIsRefused(String permissions) throws IOException {
    Path file = MasterKeyFile.in(folder);
    String key = Files.readString(file).strip();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> MasterKeyFile.read(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("others may read or change " + file)
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining(key);
  }

  @Test
  void whatIsNoKeyIsRefusedAndStays() throws IOException {
    Path file = MasterKeyFile.in(folder);
    Files.writeString(file, "not a key");

    assertThat(MasterKeyFile.in(folder)).isEqualTo(file);
    assertThatThrownBy(() -> MasterKeyFile.read(file))
        .hasMessageStartingWith(file + " must be 32 random bytes");
    assertThat(Files.readString(file)).isEqualTo("not a key");
  }

  /** Whoever starts at once reads what one of them has written. */
  @Test
  void twoThatStartAtOnceHaveOneKey() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path data = folder.resolve("round" + round);
      CountDownLatch go = new CountDownLatch(1);
      List<Future<String>> names = new ArrayList<>();
      try (var threads = Executors.newFixedThreadPool(4)) {
        for (int i = 0; i < 4; i++) {
          names.add(
              threads.submit(
                  () -> {
                    go.await();
                    return MasterKeyFile.read(MasterKeyFile.in(data)).name();
                  }));
        }
        go.countDown();
      }
      Set<String> different = new HashSet<>();
      for (Future<String> name : names) {
        different.add(name.get());
      }
      assertThat(different).hasSize(1);
    }
  }
}
