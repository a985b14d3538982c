package dev.gradcheck.oracle;

/**
 * The slope of a function along a direction of many elements of one parameter together.
 *
 * @param weights of the elements, row-major: the slope is Σ weight·∂f/∂element
 * @param slope along it
 */
public record Projection(double[] weights, Slope slope) {
    /**
     * Copies.
     *
     * @param weights of the elements
     * @param slope along them
     */
    public Projection {
        weights = weights.clone();
    }

    /** {@return a copy} */
    @Override
    public double[] weights() {
        return weights.clone();
    }

    /**
     * {@return Σ weight·g, what a gradient says the slope is}
     *
     * @param gradient one value for each element
     */
    public double of(double[] gradient) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * gradient[i];
        }
        return sum;
    }
}
