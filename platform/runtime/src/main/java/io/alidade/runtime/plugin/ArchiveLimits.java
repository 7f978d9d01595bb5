package io.alidade.runtime.plugin;

/**
 * How large an archive may become. Bytes are counted while they are inflated: what an archive says
 * of itself is not believed.
 *
 * @param entries number of entries
 * @param entryBytes one entry, inflated
 * @param totalBytes all entries, inflated
 * @param ratio inflated size over packed size, asked of entries past {@code ratioFrom} bytes
 */
record ArchiveLimits(int entries, long entryBytes, long totalBytes, int ratio, long ratioFrom) {
  /**
   * Wide enough for 220 icon sets (400 MB) in one plugin; source code and JSON shrink by a factor
   * of 5 to 30, zeros by 1000.
   */
  static final ArchiveLimits DEFAULT =
      new ArchiveLimits(100_000, 1L << 30, 2L << 30, 200, 1L << 20);
}
