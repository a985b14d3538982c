package dev.gradcheck.net;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Things that depend on their key alone, the most recently used kept: a layer sees one shape again and again, and finding out which
 * element goes where takes longer than moving it. Safe for use by several threads.
 */
final class Recent<K, V> {
    private static final int KEPT = 64;

    private final Function<K, V> make;
    private final Map<K, V> kept = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT;
        }
    });

    Recent(Function<K, V> make) {
        this.make = make;
    }

    V of(K key) {
        return kept.computeIfAbsent(key, make);
    }
}
