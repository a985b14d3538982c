package dev.gradcheck.accused;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Calls of the accused on threads of their own, each guarded already: none of them throws what is the accused's fault. */
final class Threads {
    private Threads() {}

    /** {@return what came of each, in their order; all run at once} */
    static <T> List<T> each(List<Supplier<T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size(), Threads::daemon);
        try {
            List<Future<T>> running = new ArrayList<>();
            calls.forEach(call -> running.add(threads.submit(call::get)));
            List<T> done = new ArrayList<>();
            for (Future<T> one : running) {
                done.add(one.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a backward pass runs on another thread", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the JVM failed in a backward pass on another thread", e);
        } finally {
            threads.shutdown();
        }
    }

    private static Thread daemon(Runnable code) {
        Thread thread = new Thread(code, "gradcheck-other-thread");
        thread.setDaemon(true);
        return thread;
    }
}
