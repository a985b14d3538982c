package dev.gradcheck.testing;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.net.Layer;
import dev.gradcheck.report.Unchecked;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.commons.support.ReflectionSupport;

/** The classes with a backward pass that some check of a run has to judge, found by JUnit on the class path. */
final class BackwardPasses {
    private BackwardPasses() {}

    /**
     * {@return the classes below the packages that the settings name}
     *
     * @throws IllegalArgumentException in one sentence, if there is no such class below one of them: it is misspelt
     */
    static Unchecked wanted(Settings settings) {
        Set<String> classes = new LinkedHashSet<>();
        settings.packages().forEach(name -> classes.addAll(below(name)));
        return new Unchecked(classes, settings.failsOnUnchecked());
    }

    private static List<String> below(String name) {
        List<String> found =
                ReflectionSupport.findAllClassesInPackage(name, BackwardPasses::hasOne, any -> true).stream()
                        .map(Class::getName)
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("-Dgradcheck.packages=" + name
                    + ": there is no Differentiable and no Layer below that package on the class path");
        }
        return found;
    }

    /** What is private is judged through what holds it. */
    private static boolean hasOne(Class<?> type) {
        int modifiers = type.getModifiers();
        return (Differentiable.class.isAssignableFrom(type) || Layer.class.isAssignableFrom(type))
                && !Modifier.isAbstract(modifiers)
                && !Modifier.isPrivate(modifiers)
                && !type.isAnonymousClass()
                && !type.isLocalClass();
    }
}
