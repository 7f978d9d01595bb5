package io.alidade.eval;

import io.alidade.api.AlidadeException;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of a split and the texts that belong to them. Equal captions are one text, which is
 * right for every image that has it: nothing can tell them apart.
 *
 * @param texts different ones, in the order in which they first stand in the split
 * @param textsOf of each image, as indices into the texts
 * @param imagesOf of each text, as indices into the split
 * @param duplicates captions that were there before
 */
record Gallery(
    List<String> texts, List<List<Integer>> textsOf, List<List<Integer>> imagesOf, int duplicates) {

  /**
   * Of a split.
   *
   * @param most captions of an image that count; 0 for all
   */
  static Gallery of(Split split, int most) {
    Map<String, Integer> known = new LinkedHashMap<>();
    List<List<Integer>> textsOf = new ArrayList<>();
    List<List<Integer>> imagesOf = new ArrayList<>();
    int duplicates = 0;
    for (int i = 0; i < split.size(); i++) {
      List<String> captions = split.text(i).captions();
      if (captions.isEmpty()) {
        throw new AlidadeException(
            AlidadeException.Kind.DATA,
            "%s: %s has no caption; expected at least one to be found by"
                .formatted(split.name(), split.text(i).id()));
      }
      int count = most == 0 ? captions.size() : Math.min(most, captions.size());
      List<Integer> own = new ArrayList<>();
      for (String caption : captions.subList(0, count)) {
        Integer before = known.putIfAbsent(caption, known.size());
        int text = before == null ? known.size() - 1 : before;
        if (before == null) {
          imagesOf.add(new ArrayList<>());
        } else {
          duplicates++;
        }
        if (!own.contains(text)) {
          own.add(text);
          imagesOf.get(text).add(i);
        }
      }
      textsOf.add(own);
    }
    return new Gallery(List.copyOf(known.keySet()), textsOf, imagesOf, duplicates);
  }

  int images() {
    return textsOf.size();
  }
}
