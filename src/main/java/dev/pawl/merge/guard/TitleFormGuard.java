package dev.pawl.merge.guard;

import dev.pawl.settings.Wildcard;
import java.util.List;
import java.util.stream.Collectors;

/** A title of the form that the settings want, where they want one. */
final class TitleFormGuard implements Guard {
  @Override
  public String name() {
    return "Title form";
  }

  @Override
  public Verdict judge(Candidate candidate) {
    List<String> forms = candidate.demands().titles();
    String name = candidate.name();
    String title = Quoted.of(candidate.pull().title());
    if (forms.isEmpty()) {
      return Verdict.pass("Any title of " + name + " will do.", "not asked for", "any title");
    }
    String wanted = forms.stream().limit(3).map(Quoted::of).collect(Collectors.joining(" or "));
    return forms.stream().anyMatch(form -> Wildcard.text(form, candidate.pull().title()))
        ? Verdict.pass("The title of " + name + " has the form that is wanted.", title, wanted)
        : Verdict.await(
            "Waiting for another title of " + name + ": " + title + " does not fit " + wanted + ".",
            title,
            wanted,
            "Its title fits " + Quoted.of(forms.getFirst()) + ".");
  }
}
