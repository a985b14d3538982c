package dev.gradcheck.score;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.Json;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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

    private static PlantedRecord record(String line, String where) {
        try {
            return record(Json.map(line));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(where + " is no planted-fault record: " + e.getMessage(), e);
        }
    }

    private static PlantedRecord record(Map<String, Object> json) {
        DType dtype = DType.valueOf(json.get("dtype").toString().toUpperCase(Locale.ROOT));
        Object element = json.get("element");
        Object change = json.get("largest_relative_change");
        return new PlantedRecord(
                json.get("id").toString(),
                json.get("kind").toString(),
                dtype,
                Optional.ofNullable(json.get("fault")).map(Object::toString),
                json.get("activation").toString(),
                json.get("loss").toString(),
                parameters(json.get("parameters"), dtype),
                tensor(json.get("input"), dtype),
                tensor(json.get("target"), dtype),
                parameters(json.get("claimed"), dtype),
                ((List<?>) json.get("wrong")).stream().map(Object::toString).toList(),
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
        int[] shape = ((List<?>) map.get("shape"))
                .stream().mapToInt(d -> ((Number) d).intValue()).toArray();
        double[] values = ((List<?>) map.get("values"))
                .stream().mapToDouble(PlantedFaults::number).toArray();
        return Tensor.from(dtype, Shape.of(shape), values);
    }

    /** A null stands for NaN. */
    private static double number(Object json) {
        return json == null ? Double.NaN : ((Number) json).doubleValue();
    }
}
