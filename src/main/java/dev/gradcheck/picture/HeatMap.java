package dev.gradcheck.picture;

import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A tensor of relative errors on a scale of powers of ten: a vector as a row, a matrix as it is, more axes as slices of the last two. Where
 * elements are too many to be seen, each cell is a block of them and shows its worst; of too many slices the worst are shown. How many
 * elements of each row and column are wrong stands at the edges.
 *
 * @param name of the tensor
 * @param shape of the tensor
 * @param cells one for each element, row-major
 * @param worst offset of the element that stands for all; −1 if there is none
 */
public record HeatMap(String name, Shape shape, List<Cell> cells, int worst) {
    /** More slices than this are too small to read. */
    static final int SLICES = 12;

    private static final double GAP = 14;
    private static final double LEGEND = 40;

    /**
     * Copies.
     *
     * @param name of the tensor
     * @param shape of the tensor
     * @param cells one for each element
     * @param worst offset of the element that stands for all
     * @throws IllegalArgumentException if there is not one cell for each element, or no element
     */
    public HeatMap {
        cells = List.copyOf(cells);
        if (cells.size() != shape.size() || cells.isEmpty()) {
            throw new IllegalArgumentException(cells.size() + " cells do not fill the shape " + shape);
        }
    }

    /** {@return the picture} */
    public Svg svg() {
        List<Integer> shown = shown();
        int across = shown.size() == 1 ? 1 : shown.size() <= 4 ? 2 : 3;
        double width = (Svg.WIDTH - GAP * (across - 1)) / across;
        List<Svg> parts = new ArrayList<>();
        double y = 0;
        for (int i = 0; i < shown.size(); i += across) {
            double tallest = 0;
            for (int k = i; k < Math.min(i + across, shown.size()); k++) {
                Slice slice = slice(shown.get(k), width);
                parts.add(slice.svg((k - i) * (width + GAP), y));
                tallest = Math.max(tallest, slice.height());
            }
            y += tallest + GAP;
        }
        return Svg.picture(y + LEGEND, "heat map of the relative errors of " + name)
                .with(parts)
                .with(legend(y));
    }

    /** {@return what has to be said beneath the picture: blocks, slices that are left out} */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<Integer> shown = shown();
        Slice first = slice(0, Svg.WIDTH / (shown.size() == 1 ? 1 : shown.size() <= 4 ? 2 : 3));
        if (first.isInBlocks()) {
            notes.add("Each square is a block of " + first.block() + " elements and shows its worst.");
        }
        long unknown = cells.stream().filter(cell -> !cell.isMeasured()).count();
        if (unknown > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d elements are left blank: nothing is said of them one by one.", unknown));
        }
        int left = slices() - shown.size();
        if (left > 0) {
            long wrong = IntStream.range(0, slices())
                    .filter(i -> !shown.contains(i) && worstOf(i).isWrong())
                    .count();
            notes.add(shown.size() + " of " + slices()
                    + " slices are shown, those with the largest errors; of the others "
                    + (wrong == 0 ? "none has" : wrong + " have") + " wrong elements.");
        }
        return notes;
    }

    private List<Integer> shown() {
        return IntStream.range(0, slices())
                .boxed()
                .sorted(Comparator.comparing(this::worstOf, HeatMap::byGravity))
                .limit(SLICES)
                .sorted()
                .toList();
    }

    private static int byGravity(Cell one, Cell other) {
        return one.isWorseThan(other) ? -1 : other.isWorseThan(one) ? 1 : 0;
    }

    private Cell worstOf(int slice) {
        int size = rows() * columns();
        return cells.subList(slice * size, (slice + 1) * size).stream()
                .reduce((one, other) -> other.isWorseThan(one) ? other : one)
                .orElseThrow();
    }

    private Slice slice(int index, double width) {
        return new Slice(this, index, width);
    }

    int rows() {
        return shape.rank() < 2 ? 1 : shape.dimension(shape.rank() - 2);
    }

    int columns() {
        return shape.rank() < 1 ? 1 : shape.dimension(shape.rank() - 1);
    }

    private int slices() {
        return cells.size() / (rows() * columns());
    }

    private static Svg legend(double y) {
        Svg legend = new Svg("g").with(Svg.text(0, y + 10, "relative error", "l"));
        double width = 26;
        double x = 86;
        for (int level = 0; level < Cell.LEVELS; level++) {
            legend.with(Svg.rect(x + level * width, y, width, 12, "c h" + level));
        }
        for (int level = 1; level < Cell.LEVELS; level += 2) {
            int exponent = 2 * level - 14;
            legend.with(Svg.text(x + (level + 1) * width, y + 25, exponent == 0 ? "1" : "1e" + exponent, "l e"));
        }
        return legend.with(Svg.rect(x + 10 * width, y, 12, 12, "c h8"))
                .with(Svg.rect(x + 10 * width, y, 12, 12, "worst"))
                .with(Svg.text(x + 10 * width + 17, y + 10, "the worst", "l"));
    }
}
