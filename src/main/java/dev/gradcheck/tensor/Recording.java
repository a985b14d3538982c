package dev.gradcheck.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One computation that is taken down while it is done. What is computed from its {@link #leaf leaves} knows its {@link Origin}; where
 * numbers of such a tensor are read, they leave the computation, and that is noted with the place in the code. Once closed it takes down
 * nothing more, and reading is free. Safe for use by several threads.
 */
public final class Recording implements AutoCloseable {
    private static final String OWN = Recording.class.getPackageName() + ".";
    private static final StackWalker STACK = StackWalker.getInstance();

    private final AtomicInteger count = new AtomicInteger();
    private final Set<Integer> seen = new HashSet<>();
    private final List<Leak> leaks = new ArrayList<>();
    private volatile boolean open = true;

    /** An open one. */
    public Recording() {}

    /**
     * Where numbers of a recorded tensor were read.
     *
     * @param shape of the tensor
     * @param place file and line of the code that read them, such as "Layer.java:12"
     */
    public record Leak(Shape shape, String place) {}

    /**
     * {@return the same tensor as a leaf: all that is computed from it is taken down}
     *
     * @param tensor any tensor
     */
    public Tensor leaf(Tensor tensor) {
        return tensor.with(new Origin(this, count.getAndIncrement(), Optional.empty(), List.of(), place()));
    }

    /** {@return where numbers left, in the order in which they did; each tensor once} */
    public List<Leak> leaks() {
        synchronized (leaks) {
            return List.copyOf(leaks);
        }
    }

    /** Takes down nothing more. */
    @Override
    public void close() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    Origin derived(Primitive primitive, List<Tensor> operands) {
        return new Origin(this, count.getAndIncrement(), Optional.of(primitive), operands, place());
    }

    void left(Origin origin, Shape shape) {
        if (!open) {
            return;
        }
        synchronized (leaks) {
            if (seen.add(origin.number())) {
                leaks.add(new Leak(shape, place()));
            }
        }
    }

    /** The first frame that is neither of tensors nor of the JDK. */
    private static String place() {
        return STACK.walk(frames -> frames.filter(Recording::isUser)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .findFirst()
                .orElse("an unknown place"));
    }

    private static boolean isUser(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        boolean isOwn = name.startsWith(OWN) && !name.endsWith("Test");
        return !isOwn && !name.startsWith("java.") && !name.startsWith("jdk.");
    }
}
