package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Kinks of several elements at once. Each element's value can lie between its own slopes, and all together be wrong: where the elements of a
 * tie share one kink, what they move together is less than the sum of what each moves alone, and the gradient has to say so too. Where they
 * do not share it, the sides add up, each may follow a convention of its own, and nothing is asked.
 *
 * @param elements those that agree at a kink along their own coordinate
 * @param shapes of the gradients, by name
 */
public record Ties(List<Element> elements, Map<String, Shape> shapes) {
    private static final Witness WITNESS = Source.JOINT.in(DType.FLOAT64);

    /** So many groups and pairs at most, from the first on. */
    private static final int MOST = 32;

    /** Changes of slope that are this much alike belong together. */
    private static final double ALIKE = 1e-6;

    /** What the kinks' changes of slope leave unexplained is no rounding if it is this part of the smallest of them. */
    private static final double TELLING = 0.05;

    /**
     * One element at a kink.
     *
     * @param gradient the gradient's name
     * @param of the element as it was judged
     */
    public record Element(String gradient, ElementVerdict of) {
        double change() {
            return of.slope().right() - of.slope().left();
        }

        double side(double sign) {
            return sign > 0 ? of.slope().right() : of.slope().left();
        }
    }

    /**
     * {@return what every element moves along a direction, so that all of a tie, each group of equal changes, the gradient's own signs, and
     * neighbours are moved together}
     */
    public List<double[]> directions() {
        List<double[]> directions = new ArrayList<>();
        int n = elements.size();
        if (n < 2) {
            return directions;
        }
        double[] all = new double[n];
        double[] own = new double[n];
        double[] alternating = new double[n];
        for (int i = 0; i < n; i++) {
            all[i] = 1;
            own[i] = elements.get(i).of().analytic() < 0 ? -1 : 1;
            alternating[i] = i % 2 == 0 ? 1 : -1;
        }
        directions.addAll(List.of(all, own, alternating));
        for (List<Integer> group : groups()) {
            directions.add(moved(group));
        }
        for (int i = 0; i + 1 < Math.min(n, MOST); i++) {
            directions.add(moved(List.of(i, i + 1)));
        }
        return directions;
    }

    private List<List<Integer>> groups() {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < elements.size() && groups.size() < MOST; i++) {
            double change = elements.get(i).change();
            Optional<List<Integer>> known = groups.stream()
                    .filter(g -> Math.abs(elements.get(g.get(0)).change() - change) <= ALIKE * Math.abs(change))
                    .findFirst();
            List<Integer> group = known.orElseGet(ArrayList::new);
            if (known.isEmpty()) {
                groups.add(group);
            }
            group.add(i);
        }
        return groups.stream()
                .filter(g -> g.size() > 1 && g.size() < elements.size())
                .toList();
    }

    private double[] moved(List<Integer> together) {
        double[] moved = new double[elements.size()];
        together.forEach(i -> moved[i] = 1);
        return moved;
    }

    /**
     * {@return the same as a direction of all parameters}
     *
     * @param point all of them
     * @param moved by the element
     */
    public Parameters direction(Parameters point, double... moved) {
        Map<String, double[]> values = new TreeMap<>();
        for (int i = 0; i < moved.length; i++) {
            String name = elements.get(i).gradient();
            double[] tensor =
                    values.computeIfAbsent(name, n -> new double[point.get(n).size()]);
            tensor[elements.get(i).of().element()] = moved[i] * length(point, name);
        }
        Parameters direction = Parameters.NONE;
        for (String name : point.names()) {
            double[] tensor =
                    values.getOrDefault(name, new double[point.get(name).size()]);
            direction = direction.with(
                    name, Tensor.of(DType.FLOAT64, point.get(name).shape(), tensor));
        }
        return direction;
    }

    private static double length(Parameters point, String name) {
        double largest = point.get(name).maxAbs();
        return largest > 0 ? Math.scalb(1.0, Math.getExponent(largest)) : 1;
    }

    /**
     * What is wrong along one direction.
     *
     * @param direction of all parameters
     * @param joint the slope measured along it
     * @return a finding if the elements share a kink and their gradient together is none of its slopes
     */
    public Optional<Finding> finding(Parameters direction, Slope joint) {
        double right = 0;
        double left = 0;
        double claimed = 0;
        double least = Double.POSITIVE_INFINITY;
        double known = 0;
        for (Element element : elements) {
            double d = direction.get(element.gradient()).at(element.of().element());
            right += d * element.side(d);
            left += d * element.side(-d);
            claimed += d * element.of().analytic();
            known += Math.abs(d)
                    * (element.of().rounding() + element.of().slope().bound().orElse(0));
            least = d == 0 ? least : Math.min(least, Math.abs(d * element.change()));
        }
        double telling = TELLING * least;
        if (joint.bound().isEmpty() || joint.kind() == Slope.Kind.DISCONTINUOUS) {
            return Optional.empty();
        }
        double allowed = 2 * joint.bound().getAsDouble() + known;
        boolean isShared = Math.abs(joint.right() - right) > telling || Math.abs(joint.left() - left) > telling;
        boolean fits = joint.admits(claimed, allowed + telling);
        return allowed > telling || !isShared || fits
                ? Optional.empty()
                : Optional.of(finding(direction, joint, claimed));
    }

    private Finding finding(Parameters direction, Slope joint, double claimed) {
        List<String> names = elements.stream()
                .map(Element::gradient)
                .filter(name -> direction.get(name).maxAbs() > 0)
                .distinct()
                .toList();
        long count = elements.stream()
                .filter(e -> direction.get(e.gradient()).at(e.of().element()) != 0)
                .count();
        String reason = String.format(
                Locale.ROOT,
                "%d elements at one kink: each lies between its own slopes, but moved together the function has the slopes %s and %s,"
                        + " and the gradient says %s",
                count,
                DType.FLOAT64.format(joint.left()),
                DType.FLOAT64.format(joint.right()),
                DType.FLOAT64.format(claimed));
        Diagnosis diagnosis = new Diagnosis(
                "tie shared wrongly",
                "the elements of a tie get more or less than the one slope that they share",
                "give the upstream gradient of a tie to one of its elements, or divide it among them",
                0);
        return Finding.of(names.get(0), Verdict.DISAGREES, WITNESS, shapes.get(names.get(0)), reason)
                .diagnosed(diagnosis);
    }
}
