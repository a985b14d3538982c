package dev.gradcheck.strangers;

import dev.gradcheck.tensor.DType;

/** Which arrays the loops run over: rounding a float64 sum, product, quotient or root of floats is float arithmetic, bit for bit. */
enum Rounding {
    DOUBLES(DType.FLOAT64),
    FLOATS(DType.FLOAT32);

    final DType dtype;

    Rounding(DType dtype) {
        this.dtype = dtype;
    }

    double r(double x) {
        return dtype.round(x);
    }
}
