package dev.gradcheck.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The programs are this JVM's own {@code java}: it is there on every system. */
class ChildProcessTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void what_a_program_wrote_and_how_it_ended_is_told() throws IOException, InterruptedException {
        ChildProcess ended = ChildProcess.run(java("answer"), LONG);
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.output()).isEqualTo("the answer");
    }

    @Test
    void a_program_that_waits_for_input_finds_none() throws IOException, InterruptedException {
        assertThat(ChildProcess.run(java("read"), LONG).output()).isEqualTo("-1");
    }

    @Test
    void a_flood_is_cut_and_does_not_block_the_program() throws IOException, InterruptedException {
        ChildProcess ended = ChildProcess.run(java("flood"), LONG);
        assertThat(ended.status()).isZero();
        assertThat(ended.output()).hasSize(ChildProcess.LONGEST_OUTPUT);
    }

    @Test
    void a_program_that_takes_too_long_is_ended_and_named() {
        ProcessBuilder sleeper = java("sleep");
        long start = System.nanoTime();
        assertThatThrownBy(() -> ChildProcess.run(sleeper, Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class)
                .hasMessage(sleeper.command().get(0) + " did not end within 1 s and was ended");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static ProcessBuilder java(String what) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                what);
    }

    /** What the other JVM does. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            switch (arguments[0]) {
                case "answer" -> {
                    System.out.print("the answer");
                    System.err.print("x".repeat(1 << 20));
                    System.exit(3);
                }
                case "read" -> System.out.print(System.in.read());
                case "flood" -> System.out.print("x".repeat(1 << 22));
                default -> Thread.sleep(600_000);
            }
        }
    }
}
