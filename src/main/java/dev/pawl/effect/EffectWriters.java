package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.store.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the writer of an effect. */
@ApplicationScoped
class EffectWriters {
  private final Map<Class<? extends Intent>, EffectWriter<?>> byIntent;

  EffectWriters(Instance<EffectWriter<?>> writers) {
    this.byIntent =
        writers.stream().collect(Collectors.toMap(EffectWriter::intent, Function.identity()));
  }

  /** One effect with the writer that fits its intent. */
  Prepared prepare(Effect effect, EffectTarget target) {
    return prepare(Json.read(effect.intent, Intent.class), target);
  }

  @SuppressWarnings("unchecked") // The map's keys are the writers' own intent classes.
  private <I extends Intent> Prepared prepare(I intent, EffectTarget target) {
    EffectWriter<I> writer = (EffectWriter<I>) byIntent.get(intent.getClass());
    if (writer == null) {
      throw new IllegalStateException("no writer for " + intent.kind());
    }
    return prepared(writer, intent, target, null);
  }

  /**
   * @param sent the request that was made up for it; null: the writer makes it up by the intent
   */
  private <I extends Intent> Prepared prepared(
      EffectWriter<I> writer, I intent, EffectTarget target, @Nullable Call sent) {
    return new Prepared() {
      @Override
      public Aimed aim() {
        return switch (writer.aim(target, intent)) {
          case Aim.At<I> at -> new Aimed.At(prepare(at.intent(), target));
          case Aim.By<I> by -> new Aimed.At(prepared(writer, intent, target, by.call()));
          case Aim.Nothing<I> nothing -> new Aimed.Nothing(nothing.there());
          case Aim.Over<I> over -> new Aimed.Over(over.outcome(), over.words());
          case Aim.Unclear<I> unclear -> new Aimed.Unclear(unclear.why());
        };
      }

      @Override
      public Call call() {
        return sent == null ? writer.call(target, intent) : sent;
      }

      @Override
      public Refusal refused(Answer.Refused refusal) {
        return writer.refused(refusal);
      }

      @Override
      public @Nullable String leftOut(JsonNode answer) {
        return writer.leftOut(intent, answer);
      }

      @Override
      public Written written(Answer.Success answer) {
        return writer.written(answer);
      }

      @Override
      public boolean looksFirst() {
        return writer.looksFirst(target, intent);
      }

      @Override
      public Uni<Void> doubt() {
        return writer.doubt(target, intent);
      }

      @Override
      public Probe probe() {
        return writer.probe(target, intent);
      }

      @Override
      public Uni<Void> mirror(Written written) {
        return writer.mirror(target, intent, written);
      }
    };
  }

  /** What can be done with one effect. */
  interface Prepared {
    Aimed aim();

    Call call();

    Refusal refused(Answer.Refused refusal);

    @Nullable String leftOut(JsonNode answer);

    Written written(Answer.Success answer);

    boolean looksFirst();

    Uni<Void> doubt();

    Probe probe();

    Uni<Void> mirror(Written written);
  }

  /** One effect as it is to be sent. */
  sealed interface Aimed {
    record At(Prepared prepared) implements Aimed {}

    record Nothing(Written there) implements Aimed {}

    record Over(String outcome, String words) implements Aimed {}

    record Unclear(Probe.Unclear why) implements Aimed {}
  }
}
