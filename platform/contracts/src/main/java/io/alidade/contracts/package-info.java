/**
 * What every method, data set and protocol must hold, as tests to extend.
 *
 * <p>{@link io.alidade.contracts.MethodContract} runs a method as the host does: found by its
 * annotation, configured by its {@code reference.conf}, fed and trained by the real feeder and
 * loop, tested by a real protocol, kept in a real checkpoint. {@link
 * io.alidade.contracts.DatasetContract} reads a data set twice and from many threads; {@link
 * io.alidade.contracts.ProtocolContract} puts a perfect and a guessing model through a protocol.
 * {@link io.alidade.contracts.Shapes} are drawings small enough for all of it.
 *
 * <p>To test a method: a class {@code MineMethodTest} that extends the contract and says which
 * method it is about. Whoever knows a reference's numbers adds tests of those.
 */
@NullMarked
package io.alidade.contracts;

import org.jspecify.annotations.NullMarked;
