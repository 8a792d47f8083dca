package dev.pawl.chaos;

import dev.pawl.chaos.Act.Deed;
import dev.pawl.chaos.Act.Lapse;
import dev.pawl.chaos.Act.Telling;
import dev.pawl.chaos.Act.Trouble;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Random lives of a few pull requests; jqwik makes them, and makes them shorter. */
final class Acts {
  static final int PULLS = 3;

  private Acts() {}

  /**
   * @param most how many acts at most
   * @param kills whether Pawl is killed now and then
   */
  static Arbitrary<List<Act>> lives(int most, boolean kills) {
    Arbitrary<Act> does =
        Combinators.combine(deeds(), Arbitraries.integers().between(0, PULLS - 1), tellings())
            .as(Acts::does);
    List<Tuple2<Integer, Arbitrary<Act>>> acts = new ArrayList<>();
    acts.add(Tuple.of(16, does));
    acts.add(Tuple.of(3, Arbitraries.of(Trouble.class).<Act>map(Act.Fails::new)));
    acts.add(Tuple.of(6, lapses().<Act>map(Act.Passes::new)));
    if (kills) {
      acts.add(Tuple.of(1, Arbitraries.<Act>just(new Act.Dies())));
    }
    return Arbitraries.frequencyOf(acts).list().ofMinSize(most / 2).ofMaxSize(most);
  }

  /** What leads to a merge comes often, so that there are merges for the rest to get between. */
  private static Arbitrary<Deed> deeds() {
    List<Tuple2<Integer, Deed>> deeds = new ArrayList<>();
    for (Deed deed : Deed.values()) {
      deeds.add(
          Tuple.of(
              switch (deed) {
                case FINISH -> 24;
                case SLIP_IN -> 8;
                case ALL_BUT_LABEL, ALL_BUT_TITLE, ALL_BUT_DRAFT -> 6;
                case ALL_BUT_REVIEW, ALL_BUT_CHECK, ALL_BUT_STATUS -> 6;
                case OTHER_CHECK_PASSES, LABEL, UNLABEL, CALL_UNFINISHED, CALL_FINISHED -> 4;
                case CHECK_PASSES, MAKE_READY, ASK_REVIEW -> 3;
                case RESUME, LET_GO, REOPEN, APPROVE -> 3;
                case BASE_CONFLICTS, DELETE_BRANCH, PERSON_MERGES -> 1;
                default -> 2;
              },
              deed));
    }
    return Arbitraries.frequency(deeds);
  }

  /** Of the last one everything is sent, so that what was sent must be enough to know it. */
  private static Act does(Deed deed, int pull, Telling telling) {
    boolean last = pull == PULLS - 1;
    return new Act.Does(
        last && deed == Deed.SLIP_IN ? Deed.ALL_BUT_LABEL : deed,
        pull,
        last && telling == Telling.SILENT ? Telling.LATE : telling);
  }

  private static Arbitrary<Telling> tellings() {
    return Arbitraries.frequency(
        Tuple.of(4, Telling.TOLD),
        Tuple.of(2, Telling.SILENT),
        Tuple.of(2, Telling.LOST),
        Tuple.of(2, Telling.TWICE),
        Tuple.of(3, Telling.LATE),
        Tuple.of(3, Telling.OVERTAKEN));
  }

  private static Arbitrary<Lapse> lapses() {
    return Arbitraries.frequency(
        Tuple.of(4, Lapse.QUIET),
        Tuple.of(4, Lapse.SECONDS),
        Tuple.of(2, Lapse.MINUTES),
        Tuple.of(1, Lapse.HALF_AN_HOUR));
  }
}
