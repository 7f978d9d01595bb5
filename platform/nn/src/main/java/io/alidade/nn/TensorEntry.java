package io.alidade.nn;

/** Where a tensor lies in a file: bytes {@code begin} to {@code end} behind the header. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TensorEntry(SafetensorsType type, long[] shape, long begin, long end) {}
