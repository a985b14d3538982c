package dev.gradcheck.numbers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.Float16Utils;
import ai.djl.util.passthrough.PassthroughNDManager;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A file of tensors: {@code .npy} (one, without a name), {@code .npz} or {@code .safetensors}. */
public final class NumberFile {
    private NumberFile() {}

    /**
     * Reads all tensors in one dtype.
     *
     * @param file of one of the three formats, by its ending
     * @param dtype that each number is rounded to, once
     * @return by name, in the order of the file; the one of a {@code .npy} file has the empty name
     * @throws IOException in one sentence if the file cannot be read, is damaged or too large, or holds what the dtype lacks
     */
    public static Map<String, Tensor> read(Path file, DType dtype) throws IOException {
        return read(file, type -> dtype);
    }

    /**
     * Reads all tensors, each in the dtype in which it is stored; whole numbers and booleans as int32.
     *
     * @param file of one of the three formats, by its ending
     * @return by name, in the order of the file; the one of a {@code .npy} file has the empty name
     * @throws IOException in one sentence if the file cannot be read, is damaged or too large, or holds whole numbers beyond int32
     */
    public static Map<String, Tensor> readAsStored(Path file) throws IOException {
        return read(file, NumberFile::stored);
    }

    private static Map<String, Tensor> read(Path file, Function<DataType, DType> wanted) throws IOException {
        NumberHeaders.require(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                NDList list = NDList.decode(PassthroughNDManager.INSTANCE, in)) {
            for (NDArray array : list) {
                String name = array.getName() == null ? "" : array.getName();
                tensors.put(name, tensor(array, wanted.apply(array.getDataType())));
            }
        } catch (RuntimeException e) {
            throw new IOException("cannot be decoded: " + e.getMessage(), e);
        }
        return tensors;
    }

    private static DType stored(DataType type) {
        return switch (type) {
            case FLOAT64 -> DType.FLOAT64;
            case FLOAT32 -> DType.FLOAT32;
            case FLOAT16 -> DType.FLOAT16;
            case BFLOAT16 -> DType.BFLOAT16;
            default -> DType.INT32;
        };
    }

    private static Tensor tensor(NDArray array, DType dtype) throws IOException {
        long[] lengths = array.getShape().getShape();
        Shape shape = Shape.of(Arrays.stream(lengths).mapToInt(Math::toIntExact).toArray());
        // From its position on: the tensors of a file share one buffer.
        ByteBuffer bytes = array.toByteBuffer().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        DataType type = array.getDataType();
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            double value = next(bytes, type);
            if (!dtype.isFloating() && !dtype.holds(value)) {
                throw new IOException("holds " + value + ", which is no " + dtype);
            }
            values[i] = dtype.round(value);
        }
        return Tensor.of(dtype, shape, values);
    }

    private static double next(ByteBuffer bytes, DataType type) throws IOException {
        return switch (type) {
            case FLOAT64 -> bytes.getDouble();
            case FLOAT32 -> bytes.getFloat();
            case FLOAT16 -> Float16Utils.halfToFloat(bytes.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            case INT64 -> exact(bytes.getLong());
            case INT32 -> bytes.getInt();
            case INT8 -> bytes.get();
            case UINT8, BOOLEAN -> bytes.get() & 0xFF;
            default -> throw new IOException("holds numbers of the type " + type + ", which is none that is read here");
        };
    }

    private static double exact(long value) throws IOException {
        if ((long) (double) value != value) {
            throw new IOException("holds " + value + ", which no floating type holds exactly");
        }
        return value;
    }
}
