package io.alidade.api;

/** The leaves of the survey's taxonomy (arXiv 2304.00685), and the two rooms beside it. */
public enum Leaf {
  CONTRASTIVE_IMAGE("pretraining/contrastive", "image"),
  CONTRASTIVE_IMAGE_TEXT("pretraining/contrastive", "image-text"),
  CONTRASTIVE_IMAGE_TEXT_LABEL("pretraining/contrastive", "image-text-label"),
  GENERATIVE_MASKED_IMAGE("pretraining/generative", "masked image modelling"),
  GENERATIVE_MASKED_LANGUAGE("pretraining/generative", "masked language modelling"),
  GENERATIVE_MASKED_CROSS_MODAL("pretraining/generative", "masked cross-modal modelling"),
  GENERATIVE_IMAGE_TO_TEXT("pretraining/generative", "image-to-text generation"),
  ALIGNMENT_IMAGE_TEXT("pretraining/alignment", "image-text matching"),
  ALIGNMENT_REGION_WORD("pretraining/alignment", "region-word matching"),
  PROMPT_TEXT("transfer/prompt", "text"),
  PROMPT_VISUAL("transfer/prompt", "visual"),
  PROMPT_TEXT_VISUAL("transfer/prompt", "text-visual"),
  ADAPTER("transfer/adapter", "feature adapter"),
  TRANSFER_OTHER("transfer/other", "other"),
  DETECTION("distillation/detection", "open vocabulary"),
  SEGMENTATION("distillation/segmentation", "open vocabulary"),
  /** The survey's future directions. */
  FRONTIER("frontier", "frontier"),
  /** What every method is measured against. */
  BASELINE("baseline", "baseline");

  private final String family;
  private final String leaf;

  Leaf(String family, String leaf) {
    this.family = family;
    this.leaf = leaf;
  }

  public String family() {
    return family;
  }

  public String leaf() {
    return leaf;
  }
}
