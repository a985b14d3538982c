package dev.gradcheck.testing;

/**
 * Networks and layers of one's own, for commands that judge single golden files: a service that {@link java.util.ServiceLoader} finds on
 * the class path. Suites are told their networks themselves.
 */
public interface NetworkSource {
    /**
     * {@return these networks and those of this source}
     *
     * @param networks those that are known so far
     */
    Networks extend(Networks networks);
}
