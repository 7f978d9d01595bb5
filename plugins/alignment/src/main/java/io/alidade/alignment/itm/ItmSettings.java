package io.alidade.alignment.itm;

import io.alidade.nn.CrossTransformerSettings;

/** What of image-text matching can be set: the encoder that sees both. */
record ItmSettings(CrossTransformerSettings fusion) {}
