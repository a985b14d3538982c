package dev.gradcheck.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that was started and has ended.
 *
 * @param status 0 where all went well
 * @param output the beginning of what it wrote, empty where that went elsewhere
 */
public record ChildProcess(int status, String output) {
    /** More than any answer that is read here; the rest is read and forgotten, so that the program can go on. */
    static final int LONGEST_OUTPUT = 1 << 16;

    /**
     * Starts a program and waits for its end. It has nothing to read; what it writes to its error stream is dropped, unless the builder says
     * where it goes.
     *
     * @param builder command, environment, folder
     * @param limit how long it may take
     * @return how it ended
     * @throws IOException if it cannot be started, or if it takes longer: it and what it started are ended then
     * @throws InterruptedException if the thread is interrupted meanwhile; the program is ended then, too
     */
    public static ChildProcess run(ProcessBuilder builder, Duration limit) throws IOException, InterruptedException {
        if (builder.redirectError().equals(ProcessBuilder.Redirect.PIPE)) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            return ended(process, limit);
        } catch (TimeoutException e) {
            throw new IOException(
                    builder.command().get(0) + " did not end within " + limit.toSeconds() + " s and was ended", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    private static ChildProcess ended(Process process, Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        CompletableFuture<String> output = beginning(process.getInputStream());
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException();
        }
        try {
            return new ChildProcess(process.exitValue(), output.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw new IOException("what the program wrote cannot be read", e.getCause());
        }
    }

    /** On a thread of its own: a program that it left behind may hold the stream open. */
    private static CompletableFuture<String> beginning(InputStream stream) {
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread reader = new Thread(() -> output.completeAsync(() -> read(stream), Runnable::run), "output of a child");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    private static String read(InputStream stream) {
        try (stream) {
            String text = new String(stream.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
