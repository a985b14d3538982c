package dev.gradcheck.score;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.json.Json;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads planted-fault records: one JSON object a line, gzipped if the name ends so. */
public final class PlantedFaults {
    private PlantedFaults() {}

    /**
     * Reads a file.
     *
     * @param file ending in .jsonl or .jsonl.gz
     * @return its records, in order
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is no record, with its number
     */
    public static List<PlantedRecord> read(Path file) throws IOException {
        List<PlantedRecord> records = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(record(line, file + ":" + (records.size() + 1)));
            }
        }
        return records;
    }

    /** The net is run once, so that a record that describes none is told here, with its line. */
    private static PlantedRecord record(String line, String where) {
        try {
            PlantedRecord record = record(Json.map(line));
            RecordedNet.of(record).primal(record.parameters());
            return record;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(where + " is no planted-fault record: " + e.getMessage(), e);
        }
    }

    private static PlantedRecord record(Map<String, Object> json) {
        DType dtype = dtype(field(json, "dtype").toString());
        Object element = json.get("element");
        Object change = json.get("largest_relative_change");
        return new PlantedRecord(
                field(json, "id").toString(),
                field(json, "kind").toString(),
                dtype,
                Optional.ofNullable(json.get("fault")).map(Object::toString),
                field(json, "activation").toString(),
                field(json, "loss").toString(),
                parameters(field(json, "parameters"), dtype),
                tensor(field(json, "input"), dtype),
                tensor(field(json, "target"), dtype),
                parameters(field(json, "claimed"), dtype),
                ((List<?>) field(json, "wrong")).stream().map(Object::toString).toList(),
                element == null ? OptionalInt.empty() : OptionalInt.of(((Number) element).intValue()),
                change == null ? OptionalDouble.empty() : OptionalDouble.of(((Number) change).doubleValue()));
    }

    private static Parameters parameters(Object json, DType dtype) {
        Parameters parameters = Parameters.NONE;
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) json).entrySet()) {
            parameters = parameters.with(entry.getKey().toString(), tensor(entry.getValue(), dtype));
        }
        return parameters;
    }

    private static Tensor tensor(Object json, DType dtype) {
        Map<?, ?> map = (Map<?, ?>) json;
        int[] shape = ((List<?>) field(map, "shape"))
                .stream().mapToInt(d -> ((Number) d).intValue()).toArray();
        double[] values = ((List<?>) field(map, "values"))
                .stream().mapToDouble(PlantedFaults::number).toArray();
        return Tensor.from(dtype, Shape.of(shape), values);
    }

    private static Object field(Map<?, ?> json, String key) {
        Object value = json.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the field \"" + key + "\" is missing among " + json.keySet());
        }
        return value;
    }

    private static DType dtype(String name) {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .filter(dtype -> dtype.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("\"dtype\" is \"" + name + "\", and must be float32 or float64"));
    }

    /** A null stands for NaN. */
    private static double number(Object json) {
        return json == null ? Double.NaN : ((Number) json).doubleValue();
    }
}
