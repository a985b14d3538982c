package dev.gradcheck.tensor;

/** What fits together, and what a tensor says of itself: the strictness of {@link Tensor}, in words. */
final class Fitting {
    /** A text of more elements is not read by anybody. */
    private static final int SHOWN = 64;

    private Fitting() {}

    static void sameDType(DType one, DType other) {
        if (one != other) {
            throw new IllegalArgumentException("dtypes " + one + " and " + other
                    + " differ; nothing is promoted here, convert one with as(DType)");
        }
    }

    static void sameShape(Shape one, Shape other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException("shapes " + one + " and " + other
                    + " differ; nothing broadcasts here, bring both to one shape first");
        }
    }

    static double[] copy(Shape shape, double[] values) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill the shape " + shape + " of " + shape.size());
        }
        return values.clone();
    }

    static String text(DType dtype, double[] values) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(values.length, SHOWN); i++) {
            text.append(i == 0 ? "" : ", ").append(dtype.format(values[i]));
        }
        return text.append(values.length > SHOWN ? ", … " + values.length + " elements]" : "]")
                .toString();
    }
}
