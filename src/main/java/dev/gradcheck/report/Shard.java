package dev.gradcheck.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A share of a suite that several machines run together: of everything that is listed, every {@code of}-th from {@code number} on. The
 * shares of all numbers are the whole, and no two have anything in common.
 *
 * @param number from 1 on
 * @param of how many shares there are
 */
public record Shard(int number, int of) {
    /** The only share of one. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

    /**
     * Reads a share as it is written on the command line.
     *
     * @param text as in "1/4"
     * @return the share
     * @throws IllegalArgumentException in one sentence, if the text names none
     */
    public static Shard from(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
            throw new IllegalArgumentException(
                    "-Dgradcheck.shard=" + text + " is no share: name the number and the count, from 1/4 to 4/4");
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** {@return whether there is no other share} */
    public boolean isWhole() {
        return of == 1;
    }

    /**
     * {@return whether something is in this share}
     *
     * @param index its place in a list that is the same on all machines, from 0 on
     */
    public boolean has(long index) {
        return index % of == number - 1;
    }

    /**
     * {@return what of a list is in this share, in its order}
     *
     * @param all the same on all machines
     * @param <T> what is shared out
     */
    public <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(this::has)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
