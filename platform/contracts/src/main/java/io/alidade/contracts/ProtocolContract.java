package io.alidade.contracts;

/** To be written. */
public abstract class ProtocolContract {}
