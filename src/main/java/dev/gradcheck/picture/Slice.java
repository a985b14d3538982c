package dev.gradcheck.picture;

import java.util.ArrayList;
import java.util.List;

/** The last two axes of a heat map at one place of the others, in its own system of coordinates. */
final class Slice {
    private static final double LEFT = 24;
    private static final double TOP = 26;
    private static final double EDGE = 12;
    private static final double LARGEST = 64;
    private static final double TALLEST = 30;
    private static final double HEIGHT = 330;

    /** A cell that is smaller cannot be pointed at. */
    private static final double SMALLEST = 6;

    /** What a character of a mark takes, and the margin beside it. */
    private static final double CHARACTER = 6.6;

    private static final double MARGIN = 8;

    private final HeatMap map;
    private final int index;
    private final Blocks rows;
    private final Blocks columns;
    private final double width;
    private final double height;

    Slice(HeatMap map, int index, double width) {
        this.map = map;
        this.index = index;
        double room = width - LEFT - EDGE;
        this.columns = Blocks.of(map.columns(), (int) (room / SMALLEST));
        this.rows = Blocks.of(map.rows(), (int) (Math.min(HEIGHT, 1.5 * width) / SMALLEST));
        this.width = Math.min(LARGEST, room / columns.count());
        this.height = Math.min(Math.min(TALLEST, this.width), Math.min(HEIGHT, 1.5 * width) / rows.count());
    }

    boolean isInBlocks() {
        return rows.size() > 1 || columns.size() > 1;
    }

    String block() {
        return map.shape().rank() < 2 ? String.valueOf(columns.size()) : rows.size() + "×" + columns.size();
    }

    double height() {
        return TOP + rows.count() * height + EDGE;
    }

    Svg svg(double x, double y) {
        Svg all = new Svg("g").attr("transform", "translate(" + Svg.number(x) + "," + Svg.number(y) + ")");
        all.with(labels());
        for (int row = 0; row < rows.count(); row++) {
            for (int column = 0; column < columns.count(); column++) {
                all.with(cell(row, column));
            }
        }
        return all.with(edges()).with(worst());
    }

    private List<Svg> cell(int row, int column) {
        Block block = block(rows.at(row), columns.at(column));
        double x = LEFT + column * width;
        double y = TOP + row * height;
        List<Svg> parts = new ArrayList<>();
        Cell worst = block.worst();
        parts.add(Svg.rect(x, y, width, height, "c " + worst.style()).saying(block.hover()));
        String mark = worst.isWrong() && !isInBlocks() ? worst.mark().get() : "";
        if (!mark.isEmpty() && width >= CHARACTER * mark.length() + MARGIN) {
            parts.add(Svg.text(x + width / 2, y + height / 2 + 4, mark, "m " + worst.style()));
        } else if (worst.isWrong()) {
            parts.add(Svg.circle(
                    x + width / 2, y + height / 2, Math.min(2.5, Math.min(width, height) / 4), "d " + worst.style()));
        }
        return parts;
    }

    private Block block(Blocks.Range rowRange, Blocks.Range columnRange) {
        List<Cell> members = new ArrayList<>();
        for (int row = rowRange.from(); row < rowRange.to(); row++) {
            for (int column = columnRange.from(); column < columnRange.to(); column++) {
                members.add(map.cells().get(offset(row, column)));
            }
        }
        return new Block(members);
    }

    private int offset(int row, int column) {
        return (index * map.rows() + row) * map.columns() + column;
    }

    private List<Svg> labels() {
        List<Svg> labels = new ArrayList<>();
        double right = LEFT + columns.count() * width;
        double bottom = TOP + rows.count() * height;
        labels.add(Svg.text(LEFT, 10, title(), "l"));
        if (columns.count() > 1) {
            labels.add(Svg.text(
                    LEFT + width / 2, TOP - 4, String.valueOf(columns.at(0).from()), "l t"));
            labels.add(Svg.text(right - width / 2, TOP - 4, last(columns), "l t"));
        }
        if (rows.count() > 1) {
            labels.add(Svg.text(
                    LEFT - 4, TOP + height / 2 + 4, String.valueOf(rows.at(0).from()), "l e"));
            labels.add(Svg.text(LEFT - 4, bottom - height / 2 + 4, last(rows), "l e"));
        }
        return labels;
    }

    private static String last(Blocks blocks) {
        return String.valueOf(blocks.at(blocks.count() - 1).to() - 1);
    }

    private static String axis(int axis) {
        return "axis " + axis;
    }

    private String title() {
        int rank = map.shape().rank();
        return switch (rank) {
            case 0 -> map.name();
            case 1 -> axis(0) + " →";
            case 2 -> axis(0) + " ↓, " + axis(1) + " →";
            default -> slice();
        };
    }

    /** As in "[0][2][row][column]". */
    private String slice() {
        StringBuilder text = new StringBuilder();
        List<Integer> at = map.shape().index(offset(0, 0));
        at.subList(0, at.size() - 2).forEach(i -> text.append("[").append(i).append("]"));
        return text.append("[↓][→]").toString();
    }

    /** How many are wrong in each row and column; nothing where none is. */
    private List<Svg> edges() {
        List<Svg> edges = new ArrayList<>();
        Blocks.Range allRows = new Blocks.Range(0, map.rows());
        Blocks.Range allColumns = new Blocks.Range(0, map.columns());
        double right = LEFT + columns.count() * width + 3;
        double bottom = TOP + rows.count() * height + 3;
        for (int row = 0; row < rows.count() && map.rows() > 1; row++) {
            Blocks.Range range = rows.at(row);
            edge(
                    edges,
                    range.text("row"),
                    block(range, allColumns),
                    Svg.rect(right, TOP + row * height, 5, height, "w"));
        }
        for (int column = 0; column < columns.count() && map.columns() > 1; column++) {
            Blocks.Range range = columns.at(column);
            edge(
                    edges,
                    range.text("column"),
                    block(allRows, range),
                    Svg.rect(LEFT + column * width, bottom, width, 5, "w"));
        }
        return edges;
    }

    private static void edge(List<Svg> edges, String line, Block block, Svg mark) {
        if (block.wrong() > 0) {
            double share = (double) block.wrong() / block.members().size();
            edges.add(mark.at("fill-opacity", Math.max(0.3, share))
                    .saying(line + ": " + block.wrong() + " of "
                            + block.members().size() + " wrong"));
        }
    }

    private List<Svg> worst() {
        int inside = map.worst() - index * map.rows() * map.columns();
        if (map.worst() < 0 || inside < 0 || inside >= map.rows() * map.columns()) {
            return List.of();
        }
        double x = LEFT + columns.of(inside % map.columns()) * width;
        double y = TOP + rows.of(inside / map.columns()) * height;
        List<Svg> marks = new ArrayList<>(List.of(Svg.rect(x, y, width, height, "worst")));
        if (Math.min(width, height) < 14) {
            marks.add(Svg.circle(x + width / 2, y + height / 2, 11, "worst"));
        }
        return marks;
    }
}
